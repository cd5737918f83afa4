;;; session.el --- Drives the language server with Emacs's eglot: diagnostics, completion, definition, rename.  -*- lexical-binding: t -*-

(require 'eglot)
(require 'flymake)

(define-derived-mode gene-mode prog-mode "Gene"
  "The least that eglot needs to know of a language."
  (setq-local comment-start "#"))
(add-to-list 'auto-mode-alist '("\\.gene\\'" . gene-mode))
(add-to-list 'eglot-server-programs (list 'gene-mode (getenv "GENE") "lsp"))
(setq eglot-confirm-server-initiated-edits nil
      eglot-autoshutdown nil
      eglot-sync-connect 60
      eglot-connect-timeout 60)

(defvar bad nil "What did not hold.")

(defun check (what expected actual)
  (unless (equal expected actual)
    (push (format "%s: expected %S, got %S" what expected actual) bad)))

(defun wait-for (get)
  "Gives the first value but nil that GET gives within half a minute."
  (let ((end (+ (float-time) 30)) value)
    (while (and (not (setq value (funcall get))) (< (float-time) end))
      (accept-process-output nil 0.02))
    value))

(defun messages ()
  "The texts of the buffer's diagnostics."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun wait-messages (count)
  (wait-for (lambda () (flymake-start) (= count (length (messages)))))
  (messages))

(defun at (text &optional into)
  "Puts point at TEXT, INTO characters behind its beginning."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (+ (match-beginning 0) (or into 0))))

(find-file "main.gene")
(call-interactively #'eglot)
(check "that eglot manages the buffer" t (and (wait-for #'eglot-managed-p) t))
(flymake-mode 1)
(check "diagnostics of a good file" nil (wait-messages 0))

(at "(total 1)" 1)
(delete-char 5)
(insert "totl")
(eglot--signal-textDocument/didChange)
(let ((found (wait-messages 1)))
  (check "number of diagnostics" 1 (length found))
  (check "what it says" t (and found (string-match-p "no name `totl` in this scope" (car found)) t)))

(let* ((table (progn (at "totl" 4) (eglot-completion-at-point)))
       (names (all-completions "" (nth 2 table) (plist-get (nthcdr 3 table) :predicate))))
  (check "that completion offers the name" t (and (member "total" names) t)))

(at "totl")
(delete-char 4)
(insert "total")
(eglot--signal-textDocument/didChange)
(check "diagnostics after the mend" nil (wait-messages 0))

(at "(total 1)" 2)
(let* ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot)))
       (place (and found (xref-item-location (car found)))))
  (check "number of definitions" 1 (length found))
  (check "line of the definition" "(fn total "
         (and place (with-current-buffer (marker-buffer (xref-location-marker place))
                      (goto-char (xref-location-marker place))
                      (buffer-substring (line-beginning-position) (+ 10 (line-beginning-position)))))))

(at "perimeter 2")
(let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
  (check "file of an imported definition" "shapes.gene"
         (and found (file-name-nondirectory (xref-location-group (xref-item-location (car found)))))))

(at "(total 1)" 2)
(eglot-rename "how_many")
(check "that the call is renamed" t (progn (goto-char (point-min)) (and (search-forward "(how_many 1)" nil t) t)))
(check "that the definition is renamed" t (progn (goto-char (point-min)) (and (search-forward "(fn how_many " nil t) t)))

(at "(how_many 1)" 2)
(eglot--signal-textDocument/didChange)
(let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (check "what is said about a function" t (and hover (string-match-p "(fn how_many \\[count: Int\\]" (plist-get (plist-get hover :contents) :value)) t)))

(eglot-shutdown (eglot--current-server-or-lose))
(dolist (line (reverse bad)) (princ (concat line "\n")))
(princ (if bad "FAILED\n" "passed\n"))
(set-buffer-modified-p nil)
(kill-emacs (if bad 1 0))
